import History
import Inspections
import Receivers

/// One judgement as an alert told of it, with the reason that the history gives, or what has become of it since.
struct ToldChange {
    let judgement: AlertContent.Judgement
    /// The same in words.
    let line: JudgementLine
    let reason: String

    /// All that an alert told of, from its own body, which never changes. `recorded`: what the history holds of its
    /// inspection today; `later`: alerts on the same provider that came after it.
    static func all(
        in alert: StoredAlert, recorded: [JudgementChange], later: [StoredAlert], names: ReaderNames
    ) throws(ReceiverError) -> [ToldChange] {
        let content = try AlertContent(alert.record)
        var voids: [(sequence: Int, area: String?)] = []
        for other in later {
            let data = try AlertContent(other.record).data
            if data.voids?.contains(alert.id) == true { voids.append((other.sequence, nil)) }
            voids += (data.consequences ?? []).filter { $0.alert == alert.id }.map { (other.sequence, $0.area) }
        }
        let framework = content.data.inspection?.framework
        return content.judgements.map { told in
            let void = voids.last { $0.area == nil || $0.area == told.area }
            let now = recorded.first { $0.area == told.area }
            return ToldChange(
                judgement: told,
                line: JudgementLine(told, kind: alert.kind, framework: framework, names: names),
                reason: reason(
                    told, now, kind: alert.kind, isLate: content.data.late == true, voidedBy: void?.sequence
                ) { names.grade($0, of: framework) })
        }
    }

    private static func reason(
        _ told: AlertContent.Judgement, _ now: JudgementChange?, kind: String, isLate: Bool, voidedBy sequence: Int?,
        grade: (String?) -> String
    ) -> String {
        guard let now else { return "the history no longer has it" }
        if let sequence, !isSame(told, now) {
            return "alert \(sequence) took it back; the history says: \(sentence(on: now, grade))"
        }
        if kind == AlertKind.sourcesDisagree.rawValue { return "another source states \(grade(told.from))" }
        if isLate, told.to == now.to?.grade {
            return "told late, without a comparison; the history says: \(sentence(on: now, grade))"
        }
        return isSame(told, now) ? now.reason.words : "the history says: \(sentence(on: now, grade))"
    }

    private static func isSame(_ told: AlertContent.Judgement, _ recorded: JudgementChange) -> Bool {
        (told.from, told.to, told.direction)
            == (recorded.from, recorded.to?.grade, recorded.direction?.rawValue)
    }

    /// `declined from good to inadequate (compared)`.
    private static func sentence(on change: JudgementChange, _ grade: (String?) -> String) -> String {
        let words = [
            change.direction?.rawValue.replacing("-", with: " "), change.from.map { "from \(grade($0))" },
            change.to.map { "to \(grade($0.grade))" },
        ]
        return (words.compactMap(\.self) + ["(\(change.reason.words))"]).joined(separator: " ")
    }
}
