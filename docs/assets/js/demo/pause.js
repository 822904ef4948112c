/* Let the browser draw, and hear the visitor, before what follows. */
export const pause = () => new Promise((resume) => setTimeout(resume));
