/** What an error page of the admin area is told of an error; Next passes nothing else of it on. */
export const databaseDigest = 'candor:database'
