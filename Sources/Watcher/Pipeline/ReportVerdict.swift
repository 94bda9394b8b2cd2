import Inspections

/// How a report stands to the history.
struct ReportVerdict {
    let change: Change
    /// The alert that it deserves; `nil` for none.
    let kind: AlertKind?
    /// Why it deserves none, or an unusual one.
    let reason: String?
}
