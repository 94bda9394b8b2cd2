package import Configuration
package import History
package import HTTPTransport
package import Inspections
package import Logging
package import Receivers
package import System

/// Brings one receiver what it has still to get.
package enum ReceiverDelivery: Sendable {
    case log(LogDelivery)
    case messages(MessageDelivery)

    package init(
        _ configured: ReceiverConfiguration, history: History, carriers: Carriers, notices: ReceiverNotices,
        watched: [WatchedFeed] = [], crashes: CrashGuard = .none, clock: Clock, logger: Logger
    ) {
        let name = configured.name
        func messages(_ messenger: any Messenger, digests: DigestMailing? = nil) -> ReceiverDelivery {
            .messages(
                MessageDelivery(
                    name: name, messenger: messenger, digests: digests, carriers: carriers,
                    history: history.sharing(.receiver(name)), notices: notices, watched: watched,
                    schedule: DeliverySchedule(quiet: configured.quiet),
                    crashes: crashes, clock: clock, logger: logger))
        }
        switch configured.receiver {
        case .logFile(let log):
            self = .log(
                LogDelivery(
                    name: name, log: log, history: history.sharing(.own), crashes: crashes, clock: clock,
                    logger: logger))
        case .webhook(let webhook): self = messages(webhook)
        case .email(let email):
            self = messages(email, digests: configured.digest.map { DigestMailing(schedule: $0, email: email) })
        }
    }

    /// Sends the message of that name if it is due, and records nothing; true where the receiver has it now.
    package func sendApart(_ subject: String) async throws(HistoryError) -> Bool {
        guard case .messages(let delivery) = self else { return false }
        return try await delivery.sendApart(subject)
    }

    /// Delivers until nothing is due; cancelling ends attempts that are under way, and they stay pending.
    func deliver() async -> DeliveryRound {
        switch self {
        // A task of its own: a stop must not part what a log has been given from the note that it was given.
        case .log(let delivery): await Task { await delivery.deliver() }.value
        case .messages(let delivery): await delivery.deliver()
        }
    }
}

extension ReceiverConfiguration {
    /// The part of a fleet's work that telling it belongs to.
    package var share: Share { receiver.log == nil ? .receiver(name) : .own }
}

/// The alerts of a receiver that go out together.
struct DigestMailing: Sendable {
    let schedule: DigestSchedule
    let email: Email
}

extension Carriers {
    /// Each receiver makes one attempt at a time, so neither a number of connections nor an interval is needed here:
    /// receivers on one host must not wait for one another.
    package init(http: HTTPConfiguration, names: ReaderNames) throws(HTTPError) {
        self.init(
            http: try HTTPTransport(
                userAgent: http.userAgent, perHost: 256, interval: .zero, total: 256,
                certificateFile: http.certificateFile),
            mail: MailTransport(certificateFile: http.certificateFile), names: names)
    }
}
