package import Configuration
import Inspections
package import Reports

extension Recorder {
    /// By all that a configuration and the framework data say.
    package init(_ configuration: Configuration, reports: ReportReader) {
        let raising = AlertRaising(configuration)
        self.init(
            comparison: Comparison(frameworks: reports.catalogue), lookup: ProviderLookup(registry: reports.registry),
            settling: PublicationSettling(
                backoff: Backoff(first: configuration.http.retryFirst, most: configuration.http.retryMost)),
            alerts: AlertFactory(
                instance: configuration.instance, summary: ChangeSummary(frameworks: reports.catalogue)),
            routing: raising.routing, silences: raising.silences, portfolios: configuration.portfolios,
            sources: SourceDirectory(configuration.feeds))
    }
}
