import Foundation
import HTTPTransport
import Inspections
import TestSupport
import Testing
import Text

@testable import Receivers

/// Every kind of alert with every odd property in every form of message: what a service asks for is there, nothing is
/// longer than it takes, and no letter, grade or address is cut.
@Suite struct EveryAlertTests {
    private func webhook(_ format: WebhookFormat, template: WebhookTemplate? = nil) -> Webhook {
        Webhook(name: "hook", url: "https://ntfy.example/topic-1", format: format, template: template)
    }

    private func object(_ message: WebhookMessage, _ alert: OddAlert) throws -> [String: Any] {
        try #require(
            try JSONSerialization.jsonObject(with: Data(message.body)) as? [String: Any], "\(alert.testDescription)")
    }

    /// All texts of a message, whatever holds them.
    private func texts(_ value: Any) -> [String] {
        switch value {
        case let text as String: [text]
        case let list as [Any]: list.flatMap(texts)
        case let object as [String: Any]: object.values.flatMap(texts)
        default: []
        }
    }

    /// Half a grade may be another grade, and half an address leads elsewhere.
    private func expectWhole(_ texts: [String], _ alert: OddAlert) {
        for text in texts {
            #expect(
                text.ranges(of: "inadequat").count == text.ranges(of: "inadequate").count,
                "\(alert): \(text.suffix(80))")
            // A long text of the publisher's own may be cut, between letters; a name in a sentence too.
            if alert.property != .longWords {
                #expect(
                    text.ranges(of: "requires improvemen").count == text.ranges(of: "requires improvement").count,
                    "\(alert): \(text.suffix(80))")
            }
            if alert.property == .longAddress {
                #expect(text.ranges(of: "https://example.org/long").count == text.ranges(of: alert.url).count)
            }
            #expect(!text.contains("\u{FFFD}"))
        }
    }

    @Test func slackTakesEachAlert() throws {
        for alert in OddAlert.all {
            let message = try object(webhook(.slack).message(alert.record, names: .ids), alert)
            let text = try #require(message["text"] as? String)
            #expect((1...ServiceLimits.Slack.text).contains(text.utf16.count), "\(alert)")
            #expect(!text.contains("<!") && !text.contains("<script"))
            let blocks = try #require(message["blocks"] as? [[String: Any]])
            #expect((1...ServiceLimits.Slack.blocks).contains(blocks.count))
            for block in blocks {
                let content = try #require(block["text"] as? [String: Any])
                let words = try #require(content["text"] as? String)
                let limit =
                    block["type"] as? String == "header" ? ServiceLimits.Slack.header : ServiceLimits.Slack.section
                #expect((1...limit).contains(words.utf16.count), "\(alert): \(words.utf16.count)")
                if content["type"] as? String == "mrkdwn" { #expect(words.hasPrefix("<http")) }
            }
            expectWhole(texts(message), alert)
        }
    }

    @Test func teamsTakesEachAlert() throws {
        for alert in OddAlert.all {
            let rendered = try webhook(.teams).message(alert.record, names: .ids)
            #expect(rendered.body.count <= ServiceLimits.Teams.message, "\(alert): \(rendered.body.count)")
            let message = try object(rendered, alert)
            #expect(message["type"] as? String == "message")
            let attachment = try #require((message["attachments"] as? [[String: Any]])?.first)
            #expect(attachment["contentType"] as? String == "application/vnd.microsoft.card.adaptive")
            let card = try #require(attachment["content"] as? [String: Any])
            #expect(card["type"] as? String == "AdaptiveCard" && card["version"] as? String == "1.4")
            let body = try #require(card["body"] as? [[String: Any]])
            #expect((body.first?["text"] as? String)?.isEmpty == false)
            for block in body where block["type"] as? String == "FactSet" {
                let facts = try #require(block["facts"] as? [[String: String]])
                #expect(facts.allSatisfy { $0["title"]?.isEmpty == false && $0["value"]?.isEmpty == false })
            }
            #expect(!texts(body).contains { $0.contains("x](https://evil") })
            for action in card["actions"] as? [[String: String]] ?? [] {
                #expect(action["type"] == "Action.OpenUrl" && action["url"]?.hasPrefix("http") == true)
            }
            expectWhole(texts(message), alert)
        }
    }

    @Test func discordTakesEachAlert() throws {
        for alert in OddAlert.all {
            let message = try object(webhook(.discord).message(alert.record, names: .ids), alert)
            #expect(((message["allowed_mentions"] as? [String: Any])?["parse"] as? [String])?.isEmpty == true)
            let embed = try #require((message["embeds"] as? [[String: Any]])?.first)
            let title = try #require(embed["title"] as? String)
            #expect((1...ServiceLimits.Discord.title).contains(title.utf16.count), "\(alert)")
            let description = try #require(embed["description"] as? String)
            #expect(description.utf16.count <= ServiceLimits.Discord.description, "\(alert)")
            #expect(title.utf16.count + description.utf16.count <= ServiceLimits.Discord.total)
            #expect(!description.contains("x](https://evil"))
            expectWhole(texts(message), alert)
        }
    }

    @Test func ntfyTakesEachAlert() throws {
        for alert in OddAlert.all {
            let rendered = try webhook(.ntfy).message(alert.record, names: .ids)
            #expect(rendered.url == "https://ntfy.example/")
            #expect(rendered.body.count <= ServiceLimits.Ntfy.request, "\(alert): \(rendered.body.count)")
            // No header can be too long or hold a letter that none may hold.
            #expect(rendered.headers.map(\.0) == ["Content-Type"])
            let message = try object(rendered, alert)
            #expect(message["topic"] as? String == "topic-1")
            #expect((message["title"] as? String)?.isEmpty == false)
            let text = try #require(message["message"] as? String)
            #expect((1...ServiceLimits.Ntfy.message).contains(text.utf8.count), "\(alert): \(text.utf8.count)")
            #expect((1...5).contains(try #require(message["priority"] as? Int)))
            #expect((message["tags"] as? [String])?.contains(alert.kind) == true)
            let actions = message["actions"] as? [[String: String]] ?? []
            #expect(actions.count <= ServiceLimits.Ntfy.actions)
            #expect(actions.allSatisfy { $0["action"] == "view" && $0["url"]?.hasPrefix("http") == true })
            if alert.property == .priorityAction, !alert.kind.hasPrefix("operator"), alert.kind.hasPrefix("report-p") {
                #expect(message["priority"] as? Int == 5)
            }
            expectWhole(texts(message), alert)
        }
    }

    /// What a service shows of a flood, line by line, and what it takes of that.
    private func flood(_ alerts: [ReaderAlert], _ format: WebhookFormat) throws -> (lines: [String], used: Double) {
        let chat = try #require(format.chat)
        let message = try WebhookMessage.digest(alerts, in: chat, url: "https://ntfy.example/topic-1")
        let parts = try JSONSerialization.jsonObject(with: Data(message.body))
        let said = texts(parts)
        let share: Double
        switch format {
        case .discord:
            let description = said.map(\.utf16.count).max() ?? 0
            share = Double(description) / Double(ServiceLimits.Discord.description)
        case .slack:
            let sections = said.map(\.utf16.count)
            #expect(sections.allSatisfy { $0 <= ServiceLimits.Slack.section })
            #expect(sections.count <= ServiceLimits.Slack.blocks)
            share = Double(sections.reduce(0, +)) / Double(ServiceLimits.Slack.sections * ServiceLimits.Slack.section)
        case .teams: share = Double(message.body.count) / Double(ServiceLimits.Teams.message)
        default:
            #expect(message.body.count <= ServiceLimits.Ntfy.request)
            share = Double(said.map(\.utf8.count).max() ?? 0) / Double(ServiceLimits.Ntfy.message)
        }
        return (said.flatMap { $0.split(separator: "\n") }.map(String.init), share)
    }

    @Test(arguments: [WebhookFormat.slack, .teams, .discord, .ntfy])
    func aFloodNamesAsManyAsHaveRoom(format: WebhookFormat) throws {
        let one = try #require(OddAlert.all.first { $0.kind == "rating-changed" && $0.property == .plain })
        let alert = try ReaderAlert(one.record, names: .ids)
        let few = try flood(Array(repeating: alert, count: 25), format)
        #expect(few.lines.count { $0.contains("Cheshire East") } == 25)
        #expect(!few.lines.contains { $0.contains("more;") })
        let odd = try OddAlert.all.filter { $0.kind == one.kind }.map { try ReaderAlert($0.record, names: .ids) }
        for alerts in [Array(repeating: alert, count: 300), Array(repeating: odd, count: 20).flatMap(\.self)] {
            let many = try flood(alerts, format)
            #expect((0.9...1).contains(many.used), "\(many.used)")
            let rest = many.lines.compactMap { $0.wholeMatch(of: /and ([0-9]+) more; .*lists them all/)?.1 }
            let heading = many.lines.count { $0.hasPrefix("\(alerts.count) alerts at once") || $0 == "topic-1" }
            let around = ["message", "AdaptiveCard", "TextBlock", "header", "section", "plain_text", "Bolder", "1.4"]
            let shown = many.lines.filter { line in
                !around.contains(line) && !line.contains("http://adaptivecards") && !line.hasPrefix("application/")
            }
            #expect(rest.compactMap { Int($0) } == [alerts.count - (shown.count - heading - 1)])
        }
    }

    @Test(arguments: [
        (
            "application/json",
            #"{"a":"{{reader.headline}}","b":[{{#reader.lines}}"{{.}}",{{/reader.lines}}""],"c":"{{data.provider.name}}"}"#
        ),
        ("text/html; charset=utf-8", "<p title=\"{{data.provider.name}}\">{{reader.headline}}</p>"),
        (
            "application/xml",
            "<alert><name>{{data.provider.name}}</name>{{#reader.notes}}<note>{{.}}</note>{{/reader.notes}}</alert>"
        ),
        ("application/x-www-form-urlencoded", "title={{reader.headline}}&name={{data.provider.name}}"),
        ("text/plain", "{{reader.headline}}"),
    ])
    func aTemplateEscapesForItsContentType(type: String, text: String) throws {
        let folder = try TestSupport.TemporaryFolder()
        let file = SecretFile(candidates: [try folder.write("t.mustache", text)])
        let hook = webhook(.template, template: WebhookTemplate(file: file, contentType: type))
        for alert in OddAlert.all {
            let message = try hook.message(alert.record, names: .ids)
            let body = String(decoding: message.body, as: UTF8.self)
            if type.contains("json") {
                _ = try object(message, alert)
            } else if type.contains("form") {
                let name = URLComponents(string: "?" + body)?.queryItems?.last?.value ?? ""
                #expect(name == (alert.kind.hasPrefix("operator") || alert.kind == "test" ? "" : alert.name))
            } else if type != "text/plain" {
                #expect(!body.contains("<script"), "\(alert)")
            }
        }
    }

    // MARK: mail

    private func mail(_ message: MailMessage) throws -> (raw: [UInt8], plain: String, html: String) {
        let address = try #require(MailAddress("Rätingwatch <alerts@example.org>"))
        let raw = message.bytes(from: address, to: [try #require(MailAddress("desk@example.org")), address])
        return (raw, message.body.plain, message.body.html)
    }

    private func expectGood(_ mail: (raw: [UInt8], plain: String, html: String), _ name: String) {
        let text = String(decoding: mail.raw, as: UTF8.self)
        for line in text.components(separatedBy: "\r\n") {
            #expect(
                line.utf8.count <= ServiceLimits.Mail.line && line.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F },
                "\(name)")
        }
        #expect(text.contains("\r\nTo: undisclosed-recipients:;\r\n"))
        #expect(text.contains("<mailto:alerts@example.org?subject=unsubscribe%20newsroom>"))
        #expect(mail.html.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">"))
        #expect(mail.html.contains("<meta charset=\"utf-8\">") && !mail.html.contains("<title></title>"))
        #expect(mail.html.contains("<main>") && mail.html.ranges(of: "<h1").count == 1)
        #expect(!mail.html.contains("<script") && !mail.html.contains("href=\"javascript"))
        #expect(!mail.html.contains("\u{202E}") && !mail.plain.contains("\u{202E}"))
    }

    @Test func eachAlertIsAGoodMailAndItsTwoFormsSayTheSame() throws {
        for alert in OddAlert.all {
            let reader = try ReaderAlert(alert.record, names: .ids)
            let message = try mail(MailMessage(reader))
            expectGood(message, alert.testDescription)
            func holds(_ text: String) {
                let printable = OutsideText.line(text)
                #expect(message.plain.contains(printable), "\(alert): \(printable.prefix(80))")
                #expect(message.html.contains(MarkupText.escaped(printable)), "\(alert): \(printable.prefix(80))")
            }
            holds(reader.headline)
            for line in reader.changed + reader.unchanged + reader.notGraded {
                for text in [line.area, line.words, line.printed].compactMap(\.self) { holds(text) }
            }
            for text in reader.notes + reader.about + reader.members + [reader.noLongerGraded].compactMap(\.self) {
                holds(text)
            }
            for link in reader.links { holds(link.url) }
            if !reader.judgements.isEmpty {
                #expect(message.html.contains("<th scope=\"col\"") && message.html.contains("<th scope=\"row\""))
            }
        }
    }

    @Test func aDigestOfAllOfThemHasRoomAndTheUrgentComeFirst() throws {
        let alerts = try OddAlert.all.map { try ReaderAlert($0.record, names: .ids) }
        let note = "What is watched: " + String(repeating: "日本", count: 250)
        let message = try mail(MailMessage(digest: alerts, note: note, time: "2024-05-16T08:00:00Z"))
        expectGood(message, "digest")
        #expect(message.plain.hasSuffix(note + "\n") && message.html.contains(note))
        #expect(message.raw.count <= ServiceLimits.Mail.digest, "\(message.raw.count)")
        let titles = ReaderUrgency.allCases.filter { urgency in alerts.contains { $0.urgency == urgency } }.map(\.title)
        let places = titles.map { message.plain.range(of: "\n\($0.uppercased())\n")?.lowerBound }
        #expect(!places.contains(nil))
        #expect(places.compactMap(\.self) == places.compactMap(\.self).sorted())
        for urgency in ReaderUrgency.allCases where alerts.contains(where: { $0.urgency == urgency }) {
            #expect(message.html.contains("href=\"#section-\(urgency.rawValue)\""))
            #expect(message.html.contains("id=\"section-\(urgency.rawValue)\""))
        }
    }

    /// A letter with areas for priority action must not stand behind 3,400 other lines.
    @Test func ofThousandsTheUrgentAreToldInFullAndTheRestIsCounted() throws {
        var alerts = try (1...3400).map { number in
            try ReaderAlert(
                AlertRecord.reader(
                    number, summary: "School \(number): overall effectiveness improved from good to outstanding",
                    name: "School \(number)", direction: "improved"), names: .ids)
        }
        let urgent = OddAlert(kind: "report-published", property: .priorityAction)
        for _ in 0..<16 { alerts.append(try ReaderAlert(urgent.record, names: .ids)) }
        let message = try mail(MailMessage(digest: alerts, time: "2024-05-16T08:00:00Z"))
        #expect(message.raw.count <= ServiceLimits.Mail.digest, "\(message.raw.count)")
        #expect(message.raw.count > ServiceLimits.Mail.digest / 2)
        #expect(message.plain.hasPrefix("Digest: 3416 alerts (16 areas for priority action, 3400 improved)\n"))
        let listed = message.plain.ranges(of: "The letter states areas for priority action.").count
        #expect(listed == 16)
        let shown = message.plain.ranges(of: "improved from good to outstanding").count
        #expect(shown > 50)
        #expect(message.plain.contains("and \(3400 - shown) more; `ratingwatch alerts` lists all of them"))
    }

    /// https://www.w3.org/TR/WCAG22/#contrast-minimum
    @Test func everyColourOfAMailPassesContrast() throws {
        func luminance(_ colour: String) -> Double {
            let number = Int(colour.dropFirst(), radix: 16) ?? 0
            let parts = [number >> 16, number >> 8 & 255, number & 255].map { part in
                let share = Double(part) / 255
                return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
            }
            return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
        }
        let page = luminance(MailColour.page)
        for colour in [MailColour.text, MailColour.link] + ReaderMark.allCases.compactMap(MailColour.of) {
            #expect((page + 0.05) / (luminance(colour) + 0.05) >= 4.5, "\(colour)")
        }
    }

    // MARK: on the wire

    @Test(arguments: WebhookFormat.allCases.filter { $0 != .template })
    func eachKindArrives(format: WebhookFormat) async throws {
        let server = try await LoopbackServer { _ in ServerAnswer(200) }
        let carriers = Carriers(http: try HTTPTransport(userAgent: "test", interval: .zero), mail: MailTransport())
        let hook = Webhook(name: "hook", url: server.url + "/topic", format: format)
        let sent = OddAlert.all.filter { [.longName, .rightToLeft, .manyAreas].contains($0.property) }
        for alert in sent {
            let attempt = await hook.attempt(
                alert.record, over: carriers, at: Date(timeIntervalSince1970: 1_715_846_403))
            #expect(attempt.verdict == .done, "\(alert): \(attempt.reason)")
        }
        #expect(await server.requests.count == sent.count)
        #expect(Set(await server.requests.map(\.path)) == [format == .ntfy ? "/" : "/topic"])
        await carriers.http.shutDown()
    }

    @Test func eachKindArrivesAsMailAloneAndInADigest() async throws {
        let sink = try MailSink()
        let email = Email(
            name: "desk", server: try #require(MailServer(sink.url)), from: try #require(MailAddress("a@example.org")),
            to: [try #require(MailAddress("one@example.org")), try #require(MailAddress("two@example.org"))])
        let carriers = Carriers(http: try HTTPTransport(userAgent: "test"), mail: MailTransport())
        let sent = OddAlert.all.filter { [.longName, .rightToLeft, .manyAreas].contains($0.property) }
        for alert in sent {
            #expect(await email.attempt(alert.record, over: carriers, at: Date()).verdict == .done)
        }
        #expect(
            await email.attempt(digest: OddAlert.all.map(\.record), of: Date(), over: carriers, at: Date()).verdict
                == .done)
        #expect(sink.mails.count == sent.count + 1)
        for mail in sink.mails {
            #expect(mail.recipients == ["one@example.org", "two@example.org"])
            // None of them sees the other.
            #expect(!mail.text.contains("one@example.org") && !mail.text.contains("two@example.org"))
        }
    }

    struct TeamsAnswer: Sendable, CustomTestStringConvertible {
        let body: String
        let verdict: Attempt.Verdict
        var testDescription: String { body }
    }

    @Test(arguments: [
        TeamsAnswer(body: "1", verdict: .done), TeamsAnswer(body: "", verdict: .done),
        TeamsAnswer(
            body:
                "Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 413 with ContextId t",
            verdict: .refused),
        TeamsAnswer(
            body:
                "Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 429 with ContextId t",
            verdict: .retry(because: .tooMany)),
        TeamsAnswer(
            body: "Webhook message delivery failed with error: Error contacting Microsoft Teams endpoint",
            verdict: .retry()),
    ])
    func anAnswerOfTeamsThatSaysItFailedIsAFailure(_ answer: TeamsAnswer) async throws {
        let server = try await LoopbackServer { _ in ServerAnswer(200, body: Array(answer.body.utf8)) }
        let carriers = Carriers(http: try HTTPTransport(userAgent: "test", interval: .zero), mail: MailTransport())
        for (format, verdict) in [(WebhookFormat.teams, answer.verdict), (.slack, .done)] {
            let hook = Webhook(name: "hook", url: server.url + "/hook", format: format)
            let attempt = await hook.attempt(
                OddAlert(kind: "rating-changed", property: .plain).record, over: carriers, at: Date())
            #expect(attempt.verdict == verdict, "\(attempt)")
        }
        await carriers.http.shutDown()
    }

    @Test(
        arguments: [
            ("https://ntfy.sh/topic", "https://ntfy.sh/", "topic"),
            ("https://h.example/a/b/topic", "https://h.example/a/b", "topic"),
            ("https://ntfy.sh/topic?auth=x", "https://ntfy.sh/?auth=x", "topic"), ("https://ntfy.sh/", nil, nil),
            ("https://ntfy.sh", nil, nil),
        ] as [(String, String?, String?)])
    func anAddressOfNtfyNamesATopic(url: String, root: String?, topic: String?) {
        let found = WebhookMessage.ntfyTopic(url)
        #expect(found?.root == root)
        #expect(found?.topic == topic)
    }
}
