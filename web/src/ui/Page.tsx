import { useEffect, useRef, type ReactNode } from 'react'
import { Link } from '@tanstack/react-router'
import { Icon } from './icons'

/** A page: title, way back, actions. The title takes the focus on arrival, so that screen readers announce it. */
export function Page(props: {
  title: string
  subtitle?: ReactNode
  back?: { to: string; label: string }
  actions?: ReactNode
  children: ReactNode
}) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${props.title} · Watchpost`
  }, [props.title])
  useEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true })
  }, [])
  return (
    <div className="stack page">
      <header className="stack tight">
        {props.back !== undefined && (
          <Link to={props.back.to as never} className="back small">
            <Icon name="left" size={14} /> {props.back.label}
          </Link>
        )}
        <div className="row spread">
          <h1 ref={heading} tabIndex={-1} className="break">
            {props.title}
          </h1>
          <div className="row">{props.actions}</div>
        </div>
        {props.subtitle !== undefined && <div className="quiet">{props.subtitle}</div>}
      </header>
      {props.children}
    </div>
  )
}

/** A titled part of a page. */
export function Card(props: { title?: string; aside?: ReactNode; flush?: boolean; children: ReactNode }) {
  return (
    <section className={props.flush === true ? 'card flush' : 'card stack'}>
      {props.title !== undefined && (
        <div className="row spread">
          <h2>{props.title}</h2>
          {props.aside}
        </div>
      )}
      {props.children}
    </section>
  )
}

/** Names and values; what has no value is left out. */
export function Facts({ facts }: { facts: [string, ReactNode][] }) {
  const shown = facts.filter(([, value]) => value !== undefined && value !== null && value !== false && value !== '')
  return (
    <dl className="facts">
      {shown.map(([name, value]) => (
        <FactRow key={name} name={name} value={value} />
      ))}
    </dl>
  )
}

function FactRow({ name, value }: { name: string; value: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  )
}
