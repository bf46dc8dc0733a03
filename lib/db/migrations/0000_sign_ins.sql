CREATE TABLE "sign_ins" (
	"id" text PRIMARY KEY NOT NULL,
	"issuer" text NOT NULL,
	"sub" text NOT NULL,
	"claims" jsonb NOT NULL,
	"sealed_tokens" text NOT NULL,
	"id_token_expires_at" bigint NOT NULL,
	"id_token_issued_at" bigint NOT NULL,
	"refreshable" boolean NOT NULL,
	"token_version" integer DEFAULT 1 NOT NULL,
	"created_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL,
	"revoked_at" bigint,
	"lease_owner" text,
	"lease_until" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE INDEX "sign_ins_person" ON "sign_ins" USING btree ("issuer","sub");--> statement-breakpoint
CREATE INDEX "sign_ins_expires_at" ON "sign_ins" USING btree ("expires_at");