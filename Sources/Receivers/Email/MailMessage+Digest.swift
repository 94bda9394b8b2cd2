import Digests
import Inspections

extension MailMessage {
    /// A mail on many alerts, by direction and then by provider; all digests are a thread. The same alerts have the same id.
    ///
    /// `alerts`: at least one, with what its body says. `time`: when the digest was due, in ISO 8601.
    init(_ alerts: [(record: AlertRecord, content: AlertContent)], time: String) {
        let sections = DigestSection.sections(of: alerts.map(\.content))
        let count = "\(alerts.count) \(alerts.count == 1 ? "alert" : "alerts")"
        let counts = sections.map { "\($0.count) \($0.title.lowercased())" }.joined(separator: ", ")
        self.init(
            id: "rwd_" + SHA256.hex(of: alerts.map(\.record.id).joined(separator: "\n")).prefix(32),
            subject: "Digest: \(count) (\(counts))", time: time, thread: "digest",
            source: alerts.first?.content.source ?? "",
            plain: "\(count): \(counts)\n" + sections.map(\.plain).joined(),
            html: "<!DOCTYPE html><html><body><p>\(count): \(counts)</p>"
                + sections.map(\.html).joined(separator: "\n") + "</body></html>\n")
    }
}
