'use client'

import { idle } from '#app/doors/forms/form-state'
import { Form } from '../../parts/forms/form.tsx'
import { SubmitButton } from '../../parts/forms/submit-button.tsx'
import { useAdminForm } from '../../parts/forms/use-admin-form.ts'
import { endDeviceAction, endOtherDevicesAction } from './actions.ts'

export function DeviceForm({ sessionId, device }: { sessionId: string; device: string }) {
  const form = useAdminForm(endDeviceAction, idle())
  return (
    <Form form={form}>
      <input type="hidden" name="sessionId" value={sessionId} />
      <SubmitButton look="plain" label={`Sign out ${device}`}>
        Sign out this device
      </SubmitButton>
    </Form>
  )
}

export function OtherDevicesForm() {
  const form = useAdminForm(endOtherDevicesAction, idle())
  return (
    <Form form={form} className="mt-3">
      <SubmitButton look="plain">Sign out all others</SubmitButton>
    </Form>
  )
}
