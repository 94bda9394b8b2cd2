extension Comparison {
    /// The inspection whose grade in an area stands today, given all that are known of a provider, oldest first.
    package func standing(of area: String, among known: [GradedInspection]) -> GradedInspection? {
        guard let place = known.lastIndex(where: { $0.grade(of: area) != nil }) else { return nil }
        let stated = known[place]
        guard let line = frameworks[stated.framework]?.line else { return nil }
        // A later inspection that no longer grades the area ends what the earlier one said of it.
        return known[(place + 1)...].contains { !$0.isPartial && step(of: $0) == line } ? nil : stated
    }
}
