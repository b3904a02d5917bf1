/** Reports as mail servers and providers write them, for tests. */

export interface Returning {
  /** Whom the mail went to, and where it was refused. */
  to: string
  /** Header lines of the mail that is returned. */
  original: string
  status?: string
  diagnostic?: string
}

/** Lines as they go over the wire. */
export const crlf = (text: string) => text.replace(/\r?\n/g, '\r\n')

/** As Postfix writes it: three parts, the last with the returned headers alone. */
export function postfixBounce({
  to,
  original,
  status = '5.1.1',
  diagnostic = `550 5.1.1 <${to}>: Recipient address rejected: User unknown in
    virtual mailbox table`,
}: Returning): string {
  return crlf(`Return-Path: <>
Received: by mail.acme.example (Postfix) id 4XyZ; Tue, 24 Nov 2026 14:05:11 +0000 (UTC)
Date: Tue, 24 Nov 2026 14:05:11 +0000 (UTC)
From: MAILER-DAEMON@mail.acme.example (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: bounces@acme.example
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
	boundary="4XyZ.1764000311/mail.acme.example"
Message-Id: <20261124140511.4XyZ@mail.acme.example>

This is a MIME-encapsulated message.

--4XyZ.1764000311/mail.acme.example
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

This is the mail system at host mail.acme.example.

--4XyZ.1764000311/mail.acme.example
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.acme.example
X-Postfix-Queue-ID: 4XyZ
X-Postfix-Sender: rfc822; bounces@acme.example
Arrival-Date: Tue, 24 Nov 2026 14:05:10 +0000 (UTC)

Final-Recipient: rfc822; ${to}
Original-Recipient: rfc822;${to}
Action: failed
Status: ${status}
Remote-MTA: dns; mx.customer.example
Diagnostic-Code: smtp; ${diagnostic}

--4XyZ.1764000311/mail.acme.example
Content-Description: Undelivered Message Headers
Content-Type: text/rfc822-headers

Return-Path: <bounces@acme.example>
${original}

--4XyZ.1764000311/mail.acme.example--
`)
}

/** As Postfix writes it about a mail that it still tries to deliver. */
export function postfixDelay(returning: Returning): string {
  return postfixBounce({ status: '4.4.1', diagnostic: '451 4.3.0 try again later', ...returning })
    .replace('Action: failed', 'Action: delayed')
    .replace('Undelivered Mail Returned to Sender', 'Delayed Mail (still being retried)')
}

/** As Exim writes it: the whole mail comes back, and a header names whom it failed for. */
export function eximBounce({
  to,
  original,
  status = '5.0.0',
  diagnostic = '550 No such user here',
}: Returning): string {
  return crlf(`Return-path: <>
Received: from Debian-exim by relay.example.net with local (Exim 4.96)
	id 1vNabc-0001Qr-2b
	for bounces@acme.example; Tue, 24 Nov 2026 14:06:00 +0000
X-Failed-Recipients: ${to}
Auto-Submitted: auto-replied
From: Mail Delivery System <Mailer-Daemon@relay.example.net>
To: bounces@acme.example
References: <x@status.acme.example>
Content-Type: multipart/report; report-type=delivery-status; boundary=1764000360-eximdsn-1804289383
MIME-Version: 1.0
Subject: Mail delivery failed: returning message to sender
Message-Id: <E1vNabc-0001Qr-2b@relay.example.net>
Date: Tue, 24 Nov 2026 14:06:00 +0000

--1764000360-eximdsn-1804289383
Content-type: text/plain; charset=us-ascii

This message was created automatically by mail delivery software.

  ${to}
    host mx.customer.example [192.0.2.25]
    SMTP error from remote mail server after RCPT TO:<${to}>:
    ${diagnostic}

--1764000360-eximdsn-1804289383
Content-type: message/delivery-status

Reporting-MTA: dns; relay.example.net

Action: failed
Final-Recipient: rfc822;${to}
Status: ${status}
Remote-MTA: dns; mx.customer.example
Diagnostic-Code: smtp; ${diagnostic}

--1764000360-eximdsn-1804289383
Content-type: message/rfc822

Return-path: <bounces@acme.example>
${original}
Subject: [Investigating] Checkout: Card payments fail
Content-Type: multipart/alternative; boundary="--_NmP-1"
MIME-Version: 1.0

----_NmP-1
Content-Type: text/plain; charset=utf-8

We see errors.
----_NmP-1
Content-Type: text/html; charset=utf-8

<p>We see errors.</p>
----_NmP-1--

--1764000360-eximdsn-1804289383--
`)
}

export interface Recipient {
  to: string
  originally?: string
  action: string
  status: string
}

/** Of several recipients, as a list or an alias behind an address sends it. */
export function manyBounce(recipients: readonly Recipient[], original: string): string {
  const groups = recipients.map(
    ({ to, originally, action, status }) =>
      `${originally === undefined ? '' : `Original-Recipient: rfc822; ${originally}\n`}Final-Recipient: rfc822; ${to}
Action: ${action}
Status: ${status}`,
  )
  return crlf(`From: postmaster@lists.example.org
To: bounces@acme.example
Subject: Returned mail: see transcript for details
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="xAO1.1764"

--xAO1.1764

The original message had these errors.

--xAO1.1764
Content-Type: message/delivery-status

Reporting-MTA: dns; lists.example.org

${groups.join('\n\n')}

--xAO1.1764
Content-Type: text/rfc822-headers

${original}

--xAO1.1764--
`)
}

/** A complaint in the Abuse Reporting Format, as a provider sends it. */
export function complaint({ to, original, kind = 'abuse' }: Returning & { kind?: string }): string {
  return crlf(`From: <feedback@provider.example>
Date: Tue, 24 Nov 2026 15:00:00 +0000
Subject: FW: [Investigating] Checkout: Card payments fail
To: <bounces@acme.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report;
	boundary="part1_13d.2e68ed54_boundary"

--part1_13d.2e68ed54_boundary
Content-Type: text/plain; charset="US-ASCII"
Content-Transfer-Encoding: 7bit

This is an email abuse report for an email message received from 192.0.2.9.

--part1_13d.2e68ed54_boundary
Content-Type: message/feedback-report

Feedback-Type: ${kind}
User-Agent: SomeGenerator/1.0
Version: 1
Original-Mail-From: <bounces@acme.example>
Original-Rcpt-To: <${to}>
Arrival-Date: Tue, 24 Nov 2026 14:05:10 +0000
Source-IP: 192.0.2.9

--part1_13d.2e68ed54_boundary
Content-Type: message/rfc822
Content-Disposition: inline

${original}
Subject: [Investigating] Checkout: Card payments fail

We see errors.

--part1_13d.2e68ed54_boundary--
`)
}
