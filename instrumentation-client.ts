import { config } from 'zod/v4/core';

// Next runs this in the browser before any page's code. zod would try `new Function` for faster parsers: the content
// security policy refuses it, as it must, and every try is a report.
config({ jitless: true });
