import type { ComponentStatus } from '#domain/status'

/** A text field, empty where the form has none of the name. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

/** Whether a checkbox is ticked. */
export function isTicked(form: FormData, name: string): boolean {
  return form.has(name)
}

/** Every text that a repeated field holds. */
export function textsOf(form: FormData, name: string): string[] {
  return form.getAll(name).filter((value) => typeof value === 'string')
}

const componentField = /^component:(.+)$/

/** The name of the field that holds one component's status. */
export function componentFieldName(componentId: string): string {
  return `component:${componentId}`
}

/** The statuses chosen for components; a field left empty changes nothing, and the domain refuses what is no status. */
export function chosenStatuses(form: FormData): { componentId: string; status: ComponentStatus }[] {
  return [...form.entries()].flatMap(([name, value]) => {
    const componentId = componentField.exec(name)?.[1]
    return componentId && typeof value === 'string' && value !== ''
      ? [{ componentId, status: value as ComponentStatus }]
      : []
  })
}
