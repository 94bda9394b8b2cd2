import Foundation
import History
import Inspections
import Queries

/// How the alerts reach their receivers, for operators.
struct DeliveriesPage {
    let waiting: [WaitingPart]
    /// What was given up, and what is tried again, oldest first.
    let failed: [DeliveryAccount]

    /// Failed deliveries that it shows; the command line has the rest.
    static let length = 100

    func html(_ frame: Frame) -> Hypertext {
        let words = frame.words
        let parts = waiting.map { part -> [Hypertext] in
            [
                Hypertext(of: part.receiver), "\(Words.count(part.count))", Hypertext(of: words.wait(part.reason)),
                instant(part.until), Hypertext(of: Frame.shortened(part.error ?? "–")),
            ]
        }
        let failures = failed.map { account -> [Hypertext] in
            let alert = account.alert
            let name = Hypertext(of: account.provider ?? alert.subject)
            let isForReaders = AlertKind(rawValue: alert.kind)?.isForOperators == false
            return [
                isForReaders ? frame.link(.alert(alert.id), name) : name, Hypertext(of: words.kind(alert.kind)),
                Hypertext(of: account.delivery.receiver), "\(Words.count(account.delivery.attempts))",
                Hypertext(of: words[account.delivery.state == .exhausted ? .givenUp : .waitsFailing]),
                Hypertext(of: Frame.shortened(account.delivery.lastError ?? "–")),
            ]
        }
        let queue: Hypertext =
            parts.isEmpty
            ? "<p class=\"empty\">\(words[.nothingWaits])</p>"
            : frame.table(
                caption: words[.waiting],
                header: [words[.receiver], words[.alerts], words[.waitsFor], words[.nextTry], words[.reason]],
                rows: parts)
        let lost: Hypertext =
            failures.isEmpty
            ? "<p class=\"empty\">\(words[.nothingFailed])</p>"
            : frame.table(
                caption: words[.failedDeliveries],
                header: [
                    words[.provider], words[.kind], words[.receiver], words[.attempts], words[.condition],
                    words[.reason],
                ], rows: failures)
        return frame.document(
            title: words[.deliveries],
            """
            <div class="wrap">
            <h1>\(words[.deliveries])</h1>
            <h2 class="section">\(words[.waiting])</h2>
            \(queue)
            <h2 class="section">\(words[.failedDeliveries])</h2>
            \(lost)
            </div>
            """)
    }

    private func instant(_ text: String?) -> Hypertext {
        text.map { "<time datetime=\"\($0)\">\($0)</time>" } ?? "–"
    }
}

extension Words {
    func wait(_ reason: WaitingPart.Reason) -> String {
        switch reason {
        case .failing: self[.waitsFailing]
        case .digest: self[.waitsDigest]
        case .quiet: self[.waitsQuiet]
        case .disabled: self[.waitsDisabled]
        case .unconfigured: self[.waitsUnconfigured]
        case .due: self[.waitsDue]
        }
    }
}
