/// One thing that readers should hear now, before it becomes an alert.
package struct NewsItem: Hashable, Sendable {
    package let kind: AlertKind
    /// Whom it is told of.
    package let provider: ProviderID
    /// The version that it rests on.
    package let statement: Statement
    /// `nil` for a letter.
    package let framework: String?
    package let dates: InspectionDates
    package var change: Change
    package var facts: [String: String] = [:]
    /// How it hangs together with alerts before it.
    package var relation = AlertRelation()

    package init(
        kind: AlertKind, of provider: ProviderID? = nil, statement: Statement, framework: String?,
        dates: InspectionDates, change: Change,
        facts: [String: String] = [:], relation: AlertRelation = AlertRelation()
    ) {
        self.kind = kind
        self.provider = provider ?? statement.provider
        self.statement = statement
        self.framework = framework
        self.dates = dates
        self.change = change
        self.facts = facts
        self.relation = relation
    }
}
