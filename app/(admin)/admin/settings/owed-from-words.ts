import type { PageRow } from '#domain/page'

/** From which impact on a follow-up report is owed. */
export const owedFromWords: Record<PageRow['reportsOwedFrom'], string> = {
  critical: 'Critical incidents only',
  major: 'Major and critical incidents',
  minor: 'Every incident, minor ones too',
  maintenance: 'Every incident and maintenance',
  none: 'No incident by itself',
}
