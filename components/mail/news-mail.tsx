import type { FilledWords } from '#domain/messages/templates'
import type { IncidentNews } from '#domain/outbox/news'
import { statusWords } from '#domain/status'
import { impactLabel, ownState, progressLabel } from '../incident/incident-words.tsx'
import { MailFrame } from './mail-frame.tsx'
import {
  belatedWords,
  incidentUrl,
  internalWords,
  newsLabel,
  preheaderOf,
  promiseWords,
  sentenceOf,
  textOf,
  timeWords,
  whyWords,
  type Reader,
} from './news-words.tsx'
import { OwnText } from './own-text.tsx'

/** The links that are a subscriber's own; while a mail is rendered for many, what stands for them. */
export interface OwnLinks {
  address: string
  manage: string
}

interface NewsMailProps {
  reader: Reader
  told: readonly IncidentNews[]
  subject: string
  words: FilledWords
  links: OwnLinks
}

/** News of one incident, or of several in a digest. */
export function NewsMail({ reader, told, subject, words, links }: NewsMailProps) {
  const [first] = told
  const { pageName, pageUrl } = reader
  return (
    <MailFrame
      pageName={pageName}
      pageUrl={pageUrl}
      title={subject}
      preheader={first ? preheaderOf(first, reader) : ''}
      foot={
        <>
          {whyWords(reader, links.address)} <a href={links.manage}>Change what you hear, or leave</a>.
        </>
      }
    >
      <OwnText words={words.opening} place="opening" />
      {reader.isBelated && <p className="muted">{belatedWords}</p>}
      {told.map((one) => (
        <IncidentPart
          key={one.incident.id}
          told={one}
          reader={reader}
          isAlone={told.length === 1}
          isFirst={one === first}
        />
      ))}
      <OwnText words={words.closing} place="closing" />
    </MailFrame>
  )
}

interface IncidentPartProps {
  told: IncidentNews
  reader: Reader
  isAlone: boolean
  isFirst: boolean
}

function IncidentPart({ told, reader, isAlone, isFirst }: IncidentPartProps) {
  const { incident, news, isInternal } = told
  const promise = promiseWords(incident, reader)
  const url = incidentUrl(reader, told)
  return (
    <div className={isFirst ? undefined : 'part'}>
      {isInternal && <p className="internal">{internalWords}</p>}
      <div className={`state ${ownState(incident)}`}>
        {impactLabel(incident)}, {progressLabel(incident).toLowerCase()}
      </div>
      {isAlone ? (
        <h1>{incident.title}</h1>
      ) : (
        <h2>
          <a href={url}>{incident.title}</a>
        </h2>
      )}
      {news.map((one, index) => {
        const text = textOf(incident, one)
        const sentence = sentenceOf(incident, one)
        return (
          <div key={one.id} className={index === 0 ? undefined : 'earlier'}>
            <p className="muted">
              <strong>{newsLabel(one)}</strong>, {timeWords(text?.publishedAt ?? one.at, reader)}
            </p>
            {text ? (
              <div className="text" dangerouslySetInnerHTML={{ __html: text.html }} />
            ) : (
              sentence && <p>{sentence}</p>
            )}
            {text && text.happenedAt < text.publishedAt - 60_000 && (
              <p className="muted">It happened at {timeWords(text.happenedAt, reader)}.</p>
            )}
          </div>
        )
      })}
      {incident.components.length > 0 && (
        <ul className="list muted">
          {incident.components.map(({ id, name, worst }) => (
            <li key={id}>
              {name}: <span className={worst}>{statusWords[worst].toLowerCase()}</span>
              {incident.isOver ? ' at the worst' : ''}
            </li>
          ))}
        </ul>
      )}
      {promise && <p className="promise">{promise}</p>}
      {isAlone && (
        <a className="button" href={url}>
          {isInternal ? 'Read it in the admin area' : 'Read it on the page'}
        </a>
      )}
    </div>
  )
}
