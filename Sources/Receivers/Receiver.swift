package import Inspections

/// What a receiver is, by its kind.
package enum Receiver: Sendable {
    case logFile(LogFile)
    case webhook(Webhook)
    case email(Email)

    package var kind: ReceiverKind {
        switch self {
        case .logFile: .logFile
        case .webhook: .webhook
        case .email: .email
        }
    }

    /// `nil` for all but a log.
    package var log: LogFile? {
        if case .logFile(let log) = self { log } else { nil }
    }

    /// What takes alerts one by one, in attempts; `nil` for a log, which is written exactly once.
    package var messenger: (any Messenger)? {
        switch self {
        case .logFile: nil
        case .webhook(let webhook): webhook
        case .email(let email): email
        }
    }

    /// What it would get of an alert; nothing is sent or written.
    package func preview(_ alert: AlertRecord, names: ReaderNames) throws(ReceiverError) -> MessagePreview {
        switch self {
        case .logFile(let log): log.preview(alert)
        case .webhook(let webhook): try webhook.preview(alert, names: names)
        case .email(let email): try email.preview(alert, names: names)
        }
    }

    /// Throws what would make every delivery fail, with its remedy: a log that cannot be written, a secret that is not there.
    package func check() throws(ReceiverError) {
        switch self {
        case .logFile(let log): try log.checkWritable()
        case .webhook(let webhook): try webhook.check()
        case .email(let email): try email.check()
        }
    }
}
