import { crlf, type Returning } from './returned-mails.ts'

/** Bounces of the large providers, as they write them, for tests. */

/** As Exchange Online writes it: HTML and text, status with two digits, many headers of its own, no returned body. */
export function exchangeBounce({
  to,
  original,
  status = '5.1.10',
  diagnostic = `550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup`,
}: Returning): string {
  return crlf(`From: <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@customer.example>
To: <bounces@acme.example>
Date: Tue, 24 Nov 2026 14:05:40 +0000
Content-Type: multipart/report; report-type=delivery-status;
	boundary="2f1c6b60-7f7d-4a9b-9d3e-0e1f5f6c1a11"
Content-Language: en-GB
Message-ID: <0d2c@AM0PR01MB1234.eurprd01.prod.exchangelabs.com>
In-Reply-To: <x@status.acme.example>
Subject: Undeliverable: [Investigating] Checkout: Card payments fail
Auto-Submitted: auto-replied
X-MS-Exchange-Message-Is-Ndr:
MIME-Version: 1.0

--2f1c6b60-7f7d-4a9b-9d3e-0e1f5f6c1a11
Content-Type: multipart/alternative; differences=Content-Type;
	boundary="0e7d0e4e-0000-4a9b-9d3e-0e1f5f6c1a11"

--0e7d0e4e-0000-4a9b-9d3e-0e1f5f6c1a11
Content-Type: text/plain; charset="us-ascii"
Content-Transfer-Encoding: quoted-printable

Your message to ${to} couldn't be delivered.

--0e7d0e4e-0000-4a9b-9d3e-0e1f5f6c1a11
Content-Type: text/html; charset="us-ascii"
Content-Transfer-Encoding: quoted-printable

<html><body>Your message couldn't be delivered.</body></html>

--0e7d0e4e-0000-4a9b-9d3e-0e1f5f6c1a11--

--2f1c6b60-7f7d-4a9b-9d3e-0e1f5f6c1a11
Content-Type: message/delivery-status

Reporting-MTA: dns;AM0PR01MB1234.eurprd01.prod.exchangelabs.com
Received-From-MTA: dns;mail.acme.example
Arrival-Date: Tue, 24 Nov 2026 14:05:39 +0000

Final-Recipient: rfc822;${to}
Action: failed
Status: ${status}
Diagnostic-Code: smtp;${diagnostic}
X-Display-Name: Ada

--2f1c6b60-7f7d-4a9b-9d3e-0e1f5f6c1a11
Content-Type: message/rfc822

Received: from mail.acme.example (192.0.2.9) by
 AM0EUR02FT003.mail.protection.outlook.com with Microsoft SMTP Server; Tue, 24
 Nov 2026 14:05:39 +0000
${original}
Subject: [Investigating] Checkout: Card payments fail
Content-Type: text/plain
MIME-Version: 1.0

--2f1c6b60-7f7d-4a9b-9d3e-0e1f5f6c1a11--
`)
}

/** As Gmail writes it: a picture beside its words, base64 where it likes, and the diagnostic folded over lines. */
export function gmailBounce({ to, original, status = '5.1.1', diagnostic }: Returning): string {
  const said =
    diagnostic ??
    `550-5.1.1 The email account that you tried to reach does not exist. Please try
 550-5.1.1 double-checking the recipient's email address for typos or
 550 5.1.1 https://support.google.com/mail/?p=NoSuchUser - gsmtp`
  return crlf(`Return-Path: <>
Received: by 2002:a05:6402:1234 with SMTP id 1; Tue, 24 Nov 2026 06:05:12 -0800 (PST)
Content-Type: multipart/report; boundary="000000000000a1b2c3"; report-type=delivery-status
To: bounces@acme.example
From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>
Auto-Submitted: auto-replied
Subject: Delivery Status Notification (Failure)
Message-ID: <67.mail@mx.google.com>
Date: Tue, 24 Nov 2026 06:05:12 -0800 (PST)

--000000000000a1b2c3
Content-Type: multipart/related; boundary="000000000000d4e5f6"

--000000000000d4e5f6
Content-Type: multipart/alternative; boundary="000000000000778899"

--000000000000778899
Content-Type: text/plain; charset="UTF-8"
Content-Transfer-Encoding: base64

QWRkcmVzcyBub3QgZm91bmQ=

--000000000000778899
Content-Type: text/html; charset="UTF-8"

<html><body>Address not found</body></html>

--000000000000778899--
--000000000000d4e5f6
Content-Type: image/png; name="icon.png"
Content-Disposition: attachment; filename="icon.png"
Content-Transfer-Encoding: base64
Content-ID: <icon.png>

iVBORw0KGgo=

--000000000000d4e5f6--
--000000000000a1b2c3
Content-Type: message/delivery-status

Reporting-MTA: dns; googlemail.com
Received-From-MTA: dns; bounces@acme.example
Arrival-Date: Tue, 24 Nov 2026 06:05:11 -0800 (PST)
X-Original-Message-ID: <x@status.acme.example>

Final-Recipient: rfc822; ${to}
Action: failed
Status: ${status}
Remote-MTA: dns; gmail-smtp-in.l.google.com. (192.0.2.26, the server for the domain.)
Diagnostic-Code: smtp; ${said}
Last-Attempt-Date: Tue, 24 Nov 2026 06:05:12 -0800 (PST)

--000000000000a1b2c3
Content-Type: message/rfc822

${original}
Subject: [Investigating] Checkout: Card payments fail
Content-Type: text/plain

We see errors.

--000000000000a1b2c3--
`)
}
