import '../(public)/public.css'

export { default, viewport } from '../(public)/layout.tsx'
