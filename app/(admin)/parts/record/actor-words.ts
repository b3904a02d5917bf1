import type { Actor, SubscriberActor } from '#domain/actor'

/** What is said of an actor that is no person. */
export const actorWords: Record<Exclude<(Actor | SubscriberActor)['kind'], 'person'>, string> = {
  token: 'a program',
  alert: 'a source of alerts',
  command: 'from the command line',
  worker: 'by itself',
  setup: 'while setting up',
  subscriber: 'by a link of their own',
}
