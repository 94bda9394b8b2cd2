import Inspections
import Receivers
import System
import YAML

/// What is allowed in a configuration and can do nothing, or harm, with all that stands beside it.
extension Configuration {
    /// Routes behind one that takes everything and stops, and rules on lists of which no route tells.
    static func warnOfDeafRoutes(
        _ routes: [RouteConfiguration], at nodes: [YAMLNode], portfolios: [Portfolio], at rules: [YAMLNode]
    ) {
        if let end = routes.firstIndex(where: \.takesAllReports) {
            for route in routes[(end + 1)...] where !route.asksForNotices {
                let node = nodes.first { $0.member("name")?.scalar == route.name }
                node?.warn("the route \(routes[end].name) takes every report and stops, so this one takes none")
            }
        }
        guard !routes.contains(where: { !$0.receivers.isEmpty && $0.match.mayTakePortfolios }) else { return }
        for portfolio in portfolios {
            let node = rules.first { $0.member("name")?.scalar == portfolio.rule.name }
            node?.warn(
                "no route takes alerts of the kind portfolio, which are about no single provider, so nobody hears of it; "
                    + "add a route with match: {kind: portfolio}")
        }
    }

    /// A log in the place of what the program itself keeps, which would be written over, or among it.
    static func checkLogs(_ receivers: [YAMLNode], logs: String, state: String) {
        let state = PlainPath.of(state)
        for node in receivers.compactMap({ $0.member("path") }) {
            guard let path = node.scalar.map({ LogFile.absolute($0, logs: logs) }), isWithin(path, state) else {
                continue
            }
            let own = path.dropFirst(state.count).drop { $0 == "/" }
            if ownNames.contains(where: { own == $0 || own.hasPrefix($0 + "/") }) {
                node.problem("\(path) is what the program keeps its own state in; name another file")
            } else if !isWithin(PlainPath.of(logs), state) {
                node.warn(
                    "\(path) is in the folder of the state, which the program keeps for itself; name a file elsewhere")
            }
        }
    }

    /// Files and folders in that of the state.
    private static let ownNames = [
        "history.sqlite", "history.sqlite-wal", "history.sqlite-shm", "documents", "under-way", "control.sock",
    ]

    /// Pages whose folder has something else in it, for whoever can read the pages.
    static func warnOfPages(_ mapping: YAMLMapping, folder: String?, state: String, logs: String) {
        guard let folder = folder.map(PlainPath.of), let node = mapping["publish"]?.member("folder") else { return }
        for (what, other) in [("state", PlainPath.of(state)), ("logs", PlainPath.of(logs))] {
            if isWithin(folder, other) || isWithin(other, folder) {
                node.warn(
                    "\(folder) and the folder of the \(what), \(other), are one in the other: whoever reads the pages could "
                        + "read that too; name a folder that is used for nothing else")
            }
        }
    }

    private static func isWithin(_ path: String, _ folder: String) -> Bool {
        path == folder || path.hasPrefix(folder.hasSuffix("/") ? folder : folder + "/")
    }
}

extension RouteConfiguration {
    /// True where nothing on a report gets past it.
    fileprivate var takesAllReports: Bool { stop && match.asksNothing }

    /// True where it may take what a route that names no provider leaves.
    fileprivate var asksForNotices: Bool {
        match.namesProviders || match.kinds.contains { AlertKind(rawValue: $0)?.isNotice == true }
    }
}

extension RouteMatch {
    /// An alert on a list of providers is of that kind, and of no feed that a route could count on.
    fileprivate var mayTakePortfolios: Bool {
        var match = self
        match.feeds = []
        return match.refusal(of: .portfolio) == nil
    }
}
