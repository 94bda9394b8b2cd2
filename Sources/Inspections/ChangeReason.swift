/// Why a judgement has its direction: the named reason that `explain` and the alerts give.
package enum ChangeReason: String, Hashable, Codable, Sendable, CaseIterable {
    case compared
    case noEarlierInspection = "no-earlier-inspection"
    case notJudgedNow = "not-judged-now"
    case notJudgedBefore = "not-judged-before"
    case areaNotGradedBefore = "area-not-graded-before"
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
