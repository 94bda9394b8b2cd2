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
    /// The grade that was told, where another one stands now.
    package var was: String?

    package init(
        area: String, from: String?, to: Judgement?, direction: Direction?, steps: Int? = nil,
        acrossFrameworks: Bool = false, previous: PreviousInspection? = nil, reason: ChangeReason,
        was: String? = nil
    ) {
        self.area = area
        self.from = from
        self.to = to
        self.direction = direction
        self.steps = steps
        self.acrossFrameworks = acrossFrameworks
        self.previous = previous
        self.reason = reason
        self.was = was
    }

    /// True where the comparison waits for another publication.
    package var waits: Bool { reason == .predecessorPending || reason == .predecessorDoubtful }

    /// The same as a late report tells it: compared with nothing.
    var asLate: JudgementChange { JudgementChange(area: area, from: nil, to: to, direction: nil, reason: .late) }
}
