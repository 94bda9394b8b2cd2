/// One area of a new report, beside the grade that stood there before.
package struct JudgementChange: Hashable, Codable, Sendable {
    package let area: String
    /// Grade id before; `nil` where there is none or it must not be compared because the report is late.
    package let from: String?
    /// What the new report states; `nil` where the area is no longer graded.
    package let to: Judgement?
    /// `nil` in a late report.
    package let direction: Direction?
    /// Ranks gained (positive) or lost (negative); `nil` unless compared.
    package let steps: Int?
    /// True where grades of two frameworks were compared, as the newer framework's data allows.
    package let acrossFrameworks: Bool
    /// The inspection that `from` was taken from.
    package let previous: PreviousInspection?
    package let reason: ChangeReason

    package init(
        area: String, from: String?, to: Judgement?, direction: Direction?, steps: Int? = nil,
        acrossFrameworks: Bool = false, previous: PreviousInspection? = nil, reason: ChangeReason
    ) {
        self.area = area
        self.from = from
        self.to = to
        self.direction = direction
        self.steps = steps
        self.acrossFrameworks = acrossFrameworks
        self.previous = previous
        self.reason = reason
    }
}
