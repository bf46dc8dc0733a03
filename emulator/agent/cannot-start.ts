/** Why a session cannot be started here, for the person's screen. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart';
}
