/** How many customers and tickets are linked to an incident, and the way to them. */
export function CustomersFact({ incident }: { incident: { id: string; customers: number } }) {
  const { id, customers } = incident
  return (
    <p>
      <span className={customers === 0 ? 'text-muted' : ''}>
        {customers === 0 ? 'None linked.' : `${customers} linked.`}
      </span>{' '}
      <a href={`/admin/incidents/${id}/customers`} className="inline-flex min-h-11 items-center">
        Who, and what they may be told
      </a>
    </p>
  )
}
