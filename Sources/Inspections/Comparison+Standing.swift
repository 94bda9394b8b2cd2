extension Comparison {
    /// The inspection whose grade in an area stands today, given all that are known of a provider, oldest first.
    package func standing(of area: String, among known: [GradedInspection]) -> GradedInspection? {
        let valid = known.filter { !Comparison.isReplaced($0, by: known) }
        let stated = valid.filter { $0.grade(of: area) != nil }.max { $0.placed < $1.placed }
        guard let stated, let line = frameworks[stated.framework]?.line else { return nil }
        // A later inspection that no longer grades the area ends what the earlier one said of it.
        return valid.contains { $0.placed > stated.placed && isStep($0, in: line) } ? nil : stated
    }
}
