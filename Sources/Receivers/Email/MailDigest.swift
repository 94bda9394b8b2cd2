import Digests
import Inspections
import Text

extension MailMessage {
    /// A mail on many alerts; all digests are a thread. The same alerts have the same id.
    ///
    /// `alerts`: at least one. `time`: when the digest was due, in ISO 8601.
    init(digest alerts: [ReaderAlert], note: String? = nil, time: String) {
        let digest = AlertDigest(alerts, note: note)
        self.init(
            id: "rwd_" + SHA256.hex(of: alerts.map(\.id).joined(separator: "\n")).prefix(32),
            subject: digest.subject, time: time, thread: "digest", source: alerts.first?.source ?? "",
            body: digest.body)
    }
}

/// Many alerts in one mail: an index, then what may be urgent first. Where not all have room in full, the urgent ones
/// are told in full and the others in a line each with their link; where not even those have room, the rest is counted.
struct AlertDigest {
    private let sections: [(urgency: ReaderUrgency, alerts: [ReaderAlert])]
    private let count: Int
    private let note: String?

    /// Bytes of plain text and HTML together: base64 with its line breaks makes a third more of them, and the headers
    /// come on top.
    private static let room = (ServiceLimits.Mail.digest - 4000) * 70 / 100
    /// What an index's entry, a heading and the count of what was left out take of a section.
    private static let perSection = 700

    /// `note`: a sentence behind them.
    init(_ alerts: [ReaderAlert], note: String? = nil) {
        count = alerts.count
        self.note = note.map(TextLimit.letters(600).cut)
        let groups = Dictionary(grouping: alerts, by: \.urgency)
        sections = ReaderUrgency.allCases.compactMap { urgency in
            groups[urgency].map { group in
                // In the order in which they were raised, those on one provider together.
                (
                    urgency,
                    group.enumerated().sorted { ($0.element.name, $0.offset) < ($1.element.name, $1.offset) }
                        .map(\.element)
                )
            }
        }
    }

    private var counts: String {
        sections.map { "\($0.alerts.count) \($0.urgency.title.lowercased())" }.joined(separator: ", ")
    }

    /// `Digest: 3 alerts (1 areas for priority action, 2 declined)`.
    var subject: String { "Digest: \(count.counted("alert")) (\(counts))" }

    var body: MailBody {
        let shown = chosen
        var blocks: [MailBody.Block] = [.heading(subject, mark: .none, level: 1, anchor: nil)]
        if sections.count > 1 {
            blocks.append(
                .index(sections.map { ("\($0.urgency.title): \($0.alerts.count)", AlertDigest.anchor($0.urgency)) }))
        }
        for (index, section) in sections.enumerated() {
            blocks.append(
                .heading(section.urgency.title, mark: .none, level: 2, anchor: AlertDigest.anchor(section.urgency)))
            let forms = shown[index]
            for (alert, isFull) in zip(section.alerts, forms) {
                guard let isFull else { continue }
                blocks += isFull ? AlertDigest.full(alert) : [AlertDigest.brief(alert)]
            }
            let rest = forms.count { $0 == nil }
            if rest > 0 {
                blocks.append(
                    .paragraph("and \(rest) more; `ratingwatch alerts` lists all of them", mark: .none))
            }
        }
        if let note { blocks.append(.paragraph(note, mark: .none)) }
        return MailBody(title: subject, blocks: blocks)
    }

    /// For each section how its alerts are told: in full, in a line, or, for want of room, only counted (`nil`).
    private var chosen: [[Bool?]] {
        var left = AlertDigest.room - (1 + sections.count) * AlertDigest.perSection
        if let note { left -= AlertDigest.size([.paragraph(note, mark: .none)]) }
        var forms = sections.map { [Bool?](repeating: nil, count: $0.alerts.count) }
        // What may be urgent may take half of the room in full.
        let reserve = left / 2
        for (index, section) in sections.enumerated() where section.urgency <= .portfolio {
            for (position, alert) in section.alerts.enumerated() {
                let size = AlertDigest.size(AlertDigest.full(alert))
                guard left - size >= reserve else { break }
                left -= size
                forms[index][position] = true
            }
        }
        briefly: for (index, section) in sections.enumerated() {
            for (position, alert) in section.alerts.enumerated() where forms[index][position] == nil {
                let size = AlertDigest.size([AlertDigest.brief(alert)])
                guard size <= left else { break briefly }
                left -= size
                forms[index][position] = false
            }
        }
        for (index, section) in sections.enumerated() {
            for (position, alert) in section.alerts.enumerated() where forms[index][position] == false {
                let more = AlertDigest.size(AlertDigest.full(alert)) - AlertDigest.size([AlertDigest.brief(alert)])
                if more > left { continue }
                left -= more
                forms[index][position] = true
            }
        }
        return forms
    }

    private static func size(_ blocks: [MailBody.Block]) -> Int {
        blocks.reduce(0) { $0 + $1.plain.utf8.count + $1.html.utf8.count + 2 }
    }

    private static func full(_ alert: ReaderAlert) -> [MailBody.Block] {
        [.heading(alert.headline, mark: alert.mark, level: 3, anchor: nil)] + alert.mailBlocks
    }

    private static func brief(_ alert: ReaderAlert) -> MailBody.Block {
        .brief(alert.headline(.letters(400)), mark: alert.mark, link: alert.links(atMost: 1, .bytes(500)).first)
    }

    private static func anchor(_ urgency: ReaderUrgency) -> String { "section-\(urgency.rawValue)" }
}
