import { z } from 'zod';

// The fakes use the contract's schemas, which the window does not have. They try whether they may make code of text, and here they
// may not. To be imported before any of them.
z.config({ jitless: true });
