/** What customers read where a responder has nothing new to say. */
export const nothingNewWords = 'There is nothing new to tell yet. We are still working on it.'
