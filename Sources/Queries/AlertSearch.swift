package import History

/// Finds the alert that a user means by its id, the beginning of one, or its number.
package enum AlertSearch {
    case found(StoredAlert)
    /// More than one id begins so.
    case several
    /// `last`: the number of the newest alert, `nil` before the first.
    case unknown(last: Int?)

    package init(_ text: String, in history: HistoryTransaction) throws {
        let stated = try history.alerts(named: text)
        let alerts = try stated.isEmpty ? history.alerts(named: text.lowercased()) : stated
        if let alert = alerts.first, alerts.count == 1 {
            self = .found(alert)
        } else if alerts.isEmpty {
            self = .unknown(last: try history.lastAlert()?.sequence)
        } else {
            self = .several
        }
    }

    package static func ambiguity(_ text: String) -> String {
        "several alerts begin with \"\(text)\"; give more of the id"
    }

    /// What to say of an alert that is not known.
    package static func complaint(_ text: String, last: Int?) -> String {
        let hint = Int(text) == nil ? "" : " (" + (last.map { "the last one is \($0)" } ?? "there is none yet") + ")"
        return "no alert \"\(text)\"\(hint)"
    }
}
