import ArgumentParser
import Queries

extension AlertsFormat: ExpressibleByArgument {}
extension HistoryFormat: ExpressibleByArgument {}
extension PublicationsFormat: ExpressibleByArgument {}
extension RatingsFormat: ExpressibleByArgument {}
extension ProvidersFormat: ExpressibleByArgument {}
extension DoubtsFormat: ExpressibleByArgument {}
extension DeliveriesFormat: ExpressibleByArgument {}
extension ExtractFormat: ExpressibleByArgument {}
extension FeedsFormat: ExpressibleByArgument {}
extension StatusFormat: ExpressibleByArgument {}
extension RoutesFormat: ExpressibleByArgument {}
extension RecipesFormat: ExpressibleByArgument {}

extension FeedFileKind: ExpressibleByArgument {
    package init?(argument: String) { self.init(named: argument) }

    package static var allValueStrings: [String] { names }
}
