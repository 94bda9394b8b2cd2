package import FoundationEssentials
package import HTTPTransport
package import Inspections
package import System
package import YAML

/// What a receiver is, by its kind.
package enum Receiver: Sendable {
    case logFile(LogFile)
    case webhook(Webhook)
    case email(Email)

    /// Reads the keys of its kind; `nil` where they have problems, all of which are reported. `logs`: the folder of the
    /// logs.
    package init?(
        _ kind: ReceiverKind, name: String, _ mapping: YAMLMapping, logs: String, surroundings: Surroundings
    ) {
        switch kind {
        case .logFile:
            guard let log = LogFile(mapping, logs: logs) else { return nil }
            self = .logFile(log)
        case .webhook:
            guard let webhook = Webhook(name: name, mapping, surroundings: surroundings) else { return nil }
            self = .webhook(webhook)
        case .email:
            guard let email = Email(name: name, mapping, surroundings: surroundings) else { return nil }
            self = .email(email)
        }
    }

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

    /// Throws what would make every delivery fail, with its remedy: a log that cannot be written, a secret that is not
    /// there.
    package func check() throws(ReceiverError) {
        switch self {
        case .logFile(let log): try log.checkWritable()
        case .webhook(let webhook): try webhook.check()
        case .email(let email): try email.check()
        }
    }
}

/// What an alert can be delivered to; the raw value is the word of the configuration.
package enum ReceiverKind: String, CaseIterable, Sendable {
    case logFile = "log-file"
    case webhook
    case email

    /// The keys of its configuration that the others do not have.
    package var keys: [String] {
        switch self {
        case .logFile: LogFile.keys
        case .webhook: Webhook.keys
        case .email: Email.keys
        }
    }
}

/// A receiver that takes alerts one by one and may get one more than once, always with the same id.
package protocol Messenger: Sendable {
    /// What changes when it is another receiver; it gives no secret away.
    var fingerprint: String { get }

    /// What would be sent, without sending it.
    func preview(_ alert: AlertRecord, names: ReaderNames) throws(ReceiverError) -> MessagePreview

    /// Makes one attempt and says what came of it; whether and when there is another is for the caller to decide.
    func attempt(_ alert: AlertRecord, over carriers: Carriers, at now: Date) async -> Attempt

    /// True for a mailbox or a chat, where people read: many alerts at once come as one message.
    var takesDigests: Bool { get }

    /// The same with all of these in one message. `instant`: when that was due.
    func attempt(
        digest alerts: [AlertRecord], of instant: Date, over carriers: Carriers, at now: Date
    ) async -> Attempt
}

/// A message as a receiver would get it, without what only that receiver may know: no address of a webhook, topic or
/// key stands in it.
package struct MessagePreview: Sendable {
    /// Headers and the like, a name and a value each, in the order in which they are sent.
    package let fields: [(name: String, value: String)]
    /// As it is sent; of a mail the plain text.
    package let body: String
    /// The same for those who read HTML; `nil` where there is none.
    package let html: String?
}

/// What carries messages out of the house, and the words they are written in.
package struct Carriers: Sendable {
    package let http: HTTPTransport
    package let mail: MailTransport
    package let names: ReaderNames

    package init(http: HTTPTransport, mail: MailTransport, names: ReaderNames = .ids) {
        self.names = names
        self.http = http
        self.mail = mail
    }

    /// For one attempt, from the connection to the end of the answer.
    static let timeout = Duration.seconds(15)
}
