/// Where one area's grade went since the preceding inspection.
package enum Direction: String, Hashable, Codable, Sendable, CaseIterable {
    case improved, declined, unchanged, first
    case notComparable = "not-comparable"
    case noLongerGraded = "no-longer-graded"
}
