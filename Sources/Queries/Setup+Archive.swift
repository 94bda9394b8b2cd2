import Configuration
import History
import Reports

extension Setup {
    /// What the questions are asked of; `nil` where no daemon has begun a history yet.
    package var archive: Archive? {
        get throws(HistoryError) {
            return try Archive(
                configuration: configuration, frameworks: { try self.reports.catalogue },
                registry: { try self.reports.registry })
        }
    }

    /// The answer where there is no history.
    package func nothingYet(isGood: Bool) -> Answer {
        Answer(
            "", complaint: "there is no history in \(configuration.state) yet; `ratingwatch run` begins one",
            isGood: isGood)
    }
}
