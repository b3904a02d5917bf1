import { intakePost } from '#app/doors/intake-post'
import { readDelivery } from '#domain/alerts/formats/formats'
import { takeDelivery } from '#domain/alerts/intake'

export const dynamic = 'force-dynamic'

/** Takes in alerts of Alertmanager, Grafana, PagerDuty and scripts; nothing is published by it but where a rule says so. */
export const POST = intakePost(({ db, source, now }, body) => takeDelivery(db, source, readDelivery(body), now))
