/// A provider that counts for a portfolio rule, with the inspection that it counts by.
package struct PortfolioMember: Hashable, Codable, Sendable {
    package let provider: Provider
    /// Grade id.
    package let grade: String
    /// Framework id.
    package let framework: String
    package let dates: InspectionDates
    /// Address of the report as listed.
    package let url: String?

    package init(provider: Provider, grade: String, framework: String, dates: InspectionDates, url: String?) {
        self.provider = provider
        self.grade = grade
        self.framework = framework
        self.dates = dates
        self.url = url
    }
}
