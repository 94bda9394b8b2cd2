import History
import Inspections
import Receivers

/// One judgement as an alert told of it, with the reason that the history gives.
struct ToldChange {
    let judgement: AlertContent.Judgement
    let reason: String

    /// All that an alert told of, from its own body, which never changes; `recorded`: what the history holds of its report today,
    /// which a correction may have changed since.
    static func all(in alert: StoredAlert, recorded: [JudgementChange]) throws(ReceiverError) -> [ToldChange] {
        try AlertContent(AlertRecord(alert)).judgements.map { told in
            let reason = recorded.first { $0.area == told.area }.map { recorded in
                isSame(told, recorded) ? recorded.reason.rawValue : "the history says: \(sentence(on: recorded))"
            }
            return ToldChange(judgement: told, reason: reason ?? "the history says nothing of it any more")
        }
    }

    private static func isSame(_ told: AlertContent.Judgement, _ recorded: JudgementChange) -> Bool {
        (told.from, told.to, told.direction) == (recorded.from, recorded.to?.grade, recorded.direction?.rawValue)
    }

    /// `declined from good to inadequate (compared)`.
    private static func sentence(on change: JudgementChange) -> String {
        let words = [change.direction?.rawValue, change.from.map { "from \($0)" }, change.to.map { "to \($0.grade)" }]
        return (words.compactMap(\.self) + ["(\(change.reason.rawValue))"]).joined(separator: " ")
    }
}
