import ArgumentParser
import Watcher

extension AlertsFormat: ExpressibleByArgument {}
extension HistoryFormat: ExpressibleByArgument {}
extension PublicationsFormat: ExpressibleByArgument {}
extension ExtractFormat: ExpressibleByArgument {}
extension FeedsFormat: ExpressibleByArgument {}
extension StatusFormat: ExpressibleByArgument {}
