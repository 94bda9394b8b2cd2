import Text

/// What one new report changes in a provider's history.
package struct Change: Hashable, Codable, Sendable {
    package let judgements: [JudgementChange]
    /// True where the inspection began before one that was already known.
    package let late: Bool
    /// The areas that a correction is about, by which alone it has a direction; `nil` for all.
    package let corrected: Set<String>?
    /// The publication that may be the predecessor but cannot be compared with yet.
    package let blockedBy: UnresolvedPublication?

    package init(
        judgements: [JudgementChange], late: Bool, corrected: Set<String>? = nil,
        blockedBy: UnresolvedPublication? = nil
    ) {
        self.judgements = judgements
        self.late = late
        self.corrected = corrected
        self.blockedBy = blockedBy
    }

    /// The same as a late report tells it.
    package var asLate: Change {
        Change(judgements: judgements.filter { $0.to != nil }.map(\.asLate), late: true)
    }

    package var direction: AlertDirection {
        guard let corrected else { return AlertDirection(of: judgements.map(\.direction)) }
        let direction = AlertDirection(of: judgements.filter { corrected.contains($0.area) }.map(\.direction))
        // Of a correction nothing stays as it was.
        return direction == .unchanged ? .none : direction
    }

    /// `rating-changed` where at least one area improved or declined, else `inspection-published`.
    package var kind: AlertKind {
        switch direction {
        case .improved, .declined, .mixed: .ratingChanged
        case .unchanged, .none: .inspectionPublished
        }
    }
}

/// Why a judgement has its direction: the named reason that `explain` and the alerts give.
package enum ChangeReason: String, Hashable, Codable, Sendable, CaseIterable {
    case compared
    case noEarlierInspection = "no-earlier-inspection"
    case notJudgedNow = "not-judged-now"
    case notJudgedBefore = "not-judged-before"
    case areaNotGradedBefore = "area-not-graded-before"
    case areaNotStatedBefore = "area-not-stated-before"
    case areaSplit = "area-split"
    case otherFramework = "other-framework"
    case otherScale = "other-scale"
    case equalRankOfTwoScales = "equal-rank-of-two-scales"
    case predecessorPending = "predecessor-pending"
    case predecessorDoubtful = "predecessor-doubtful"
    case areaNotPrinted = "area-not-printed"
    case late = "late"
    case takenBack = "taken-back"
    case statedOtherwise = "stated-otherwise"

    /// `no earlier inspection`.
    package var words: String { rawValue.replacing("-", with: " ") }
}

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

extension JudgementChange {
    var json: JSONValue {
        let corrected: [JSONValue.Member] = was.map { [.init("was", .string($0))] } ?? []
        return .object(
            [
                .init("area", .string(area)),
                .init("from", .string(orNull: from)),
                .init("to", .string(orNull: to?.grade)),
                .init("direction", .string(orNull: direction?.rawValue)),
                .init("steps", .int(orNull: steps)),
                .init("across_frameworks", .bool(acrossFrameworks)),
                .init("printed", .string(orNull: to?.printed.nonEmpty)),
                .init("page", .int(orNull: to?.page)),
                .init("evidence", .string(orNull: to?.evidence)),
                .init(
                    "previous",
                    previous.map {
                        .object([
                            .init("inspection_start", .string(orNull: $0.start?.iso)),
                            .init("url", .string(orNull: $0.url)),
                        ])
                    } ?? .null),
            ] + corrected)
    }
}

/// Where one area's grade went since the preceding inspection.
package enum Direction: String, Hashable, Codable, Sendable, CaseIterable {
    case improved, declined, unchanged, first
    case notComparable = "not-comparable"
    case noLongerGraded = "no-longer-graded"
}

/// Why what was told no longer holds.
package enum CorrectionCause: String, Hashable, Codable, Sendable {
    /// The publisher states something else now.
    case publisher
    /// The same bytes are read otherwise now.
    case reading
    /// An operator has decided so.
    case ruling
}
