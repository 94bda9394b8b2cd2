import Inspections

/// How a report stands to the history.
struct ReportVerdict {
    /// What an alert tells.
    let change: Change
    /// What the history keeps of it; `nil` where what it holds already stays.
    let kept: Change?
    /// The alert that it deserves; `nil` for none.
    let kind: AlertKind?
    /// Why it deserves none, or an unusual one.
    let reason: String?
}
