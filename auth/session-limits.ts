/** Days without a page opened or a form sent after which one signs in anew. */
export const sessionIdleDays = 7
/** Days after which one signs in anew, however busy. */
export const sessionAbsoluteDays = 30
/** Minutes for which it counts as known who sits there; after them, dangerous acts ask again. */
export const recentMinutes = 15
