import TestSupport

/// Refuses at random, but no alert more than once.
actor FailingOnce {
    private var random: SeededGenerator
    private var refused: Set<String> = []
    /// Ids of the alerts that were taken.
    private(set) var accepted: Set<String> = []

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    func answer(to id: String) -> ServerAnswer {
        if !refused.contains(id), !accepted.contains(id), Bool.random(using: &random) {
            refused.insert(id)
            return ServerAnswer(503)
        }
        accepted.insert(id)
        return ServerAnswer(204)
    }
}
