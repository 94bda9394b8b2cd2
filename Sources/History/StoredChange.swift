/// How one judgement stood to the one before it when it was recorded.
package struct StoredChange: Sendable, Hashable {
    package let area: String
    package let from: String?
    /// What the report states; `nil` where the area is no longer graded.
    package let to: String?
    /// `nil` in a late report.
    package let direction: String?
    package let reason: String
}
