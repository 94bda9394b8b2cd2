import Inspections

extension MailMessage {
    /// A mail on one alert; those on one provider are a thread.
    init(_ alert: ReaderAlert) {
        let subject = alert.headline(.letters(ServiceLimits.Mail.subject))
        self.init(
            id: alert.id, subject: subject, time: alert.time, thread: alert.subject, source: alert.source,
            body: MailBody(
                title: subject,
                blocks: [.heading(alert.headline, mark: alert.mark, level: 1, anchor: nil)] + alert.mailBlocks))
    }
}
