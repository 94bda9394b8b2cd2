import Inspections
import Receivers
import System
package import YAML

/// The whole configuration, checked.
package struct Configuration: Sendable {
    package let instance: String
    /// Absolute path of the folder of the history.
    package let state: String
    /// Absolute path of the folder of the logs.
    package let logs: String
    /// Where the record is; `nil` where it is a file in the state's folder.
    package let database: DatabaseConfiguration?
    /// This daemon among those that share the record; `nil` where it is a file.
    package let fleet: FleetConfiguration?
    /// Hash of what all that share a record should do alike; empty where the record is a file.
    package let sharedPart: String
    package let http: HTTPConfiguration
    package let documents: DocumentsConfiguration
    package let limits: LimitsConfiguration
    package let feeds: [FeedConfiguration]
    package let receivers: [ReceiverConfiguration]
    package let routes: [RouteConfiguration]
    package let silences: [Silence]
    package let portfolios: [Portfolio]
    /// Those that `groups:` names, the lists of the portfolios, and those that come with the program.
    package let groups: ProviderGroups
    /// `nil` where nobody may ask.
    package let metrics: MetricsConfiguration?
    package let publish: PublishConfiguration
    /// Names of the receivers of operators' alerts.
    package let operators: [String]
    /// What is probably not meant, but may be.
    package let warnings: [YAMLProblem]

    /// `vocabulary`: the names that routes may ask for; `nil` accepts any.
    init?(_ node: YAMLNode, surroundings: Surroundings, vocabulary: KnownNames?) {
        let keys = [
            "instance", "state", "logs", "frameworks", "http", "documents", "limits", "feeds", "receivers", "routes",
            "silences", "groups", "portfolios", "operators", "metrics", "publish", "history",
            "fleet",
        ]
        guard let mapping = node.mapping(keys: keys) else { return nil }
        instance = mapping["instance"]?.label() ?? "ratingwatch"
        state =
            mapping["state"]?.folder(surroundings) ?? surroundings.absolute(surroundings.stateDirectory ?? "state")
        let folder = mapping["logs"]?.folder(surroundings) ?? surroundings.absolute(surroundings.logsDirectory ?? "log")
        self.logs = folder
        database = mapping["history"].flatMap { DatabaseConfiguration($0, surroundings: surroundings) }
        let fleet = FleetConfiguration(mapping["fleet"], isShared: mapping["history"] != nil)
        self.fleet = fleet
        sharedPart =
            fleet == nil
            ? "" : FleetConfiguration.sharedPart(of: mapping)
        http = mapping["http"].map { HTTPConfiguration($0, surroundings: surroundings) } ?? HTTPConfiguration()
        documents = mapping["documents"].map { DocumentsConfiguration($0) } ?? DocumentsConfiguration()
        limits = mapping["limits"].map { LimitsConfiguration($0) } ?? LimitsConfiguration()
        let feedNodes = mapping.required("feeds")?.list() ?? []
        // Of thousands: neither grown in steps nor held twice.
        var feeds: [FeedConfiguration] = []
        var nodesOfFeeds: [YAMLNode] = []
        feeds.reserveCapacity(feedNodes.count)
        nodesOfFeeds.reserveCapacity(feedNodes.count)
        for node in feedNodes {
            guard let feed = FeedConfiguration(node, surroundings: surroundings, vocabulary: vocabulary) else {
                continue
            }
            feeds.append(feed)
            nodesOfFeeds.append(node)
        }
        self.feeds = feeds
        if mapping["feeds"]?.isEmptyList == true {
            mapping["feeds"]?.warn(
                "no feeds are configured, so nothing is watched: add one (man ratingwatch.yaml shows how), then `ratingwatch reload`"
            )
        }
        let receiverNodes = mapping["receivers"]?.list()
        let receivers =
            receiverNodes?.compactMap { ReceiverConfiguration($0, logs: folder, surroundings: surroundings) }
            ?? Configuration.defaultReceivers(folder)
        let logs = Set(receivers.filter { $0.receiver.log != nil }.map(\.name))
        /// What the record calls a receiver.
        func recorded(_ name: String) -> String { logs.contains(name) ? fleet?.own(name) ?? name : name }
        self.receivers = receivers.map { $0.named(recorded($0.name)) }
        let stated = Configuration.stated("name", in: receiverNodes) ?? receivers.map(\.name)
        let groupNodes = mapping["groups"]?.list() ?? []
        let named = ProviderGroups(
            groupNodes.compactMap { ProviderGroup($0, vocabulary: vocabulary, surroundings: surroundings) },
            vocabulary: vocabulary)
        let portfolioNodes = mapping["portfolios"]?.list() ?? []
        let portfolios = portfolioNodes.compactMap {
            Portfolio($0, groups: named, vocabulary: vocabulary, surroundings: surroundings)
        }
        self.portfolios = portfolios
        let groups = named.adding(portfolios.map(\.group))
        self.groups = groups
        let routeNodes = mapping["routes"]?.list()
        let known = KnownFeeds(names: Configuration.stated("name", in: feedNodes), feeds)
        let routes =
            routeNodes?.compactMap {
                RouteConfiguration(
                    $0, receivers: stated, feeds: known, groups: groups, vocabulary: vocabulary,
                    surroundings: surroundings)
            }
            ?? [RouteConfiguration(name: "all", receivers: receivers.map(\.name))]
        self.routes = routes.map { $0.leading(to: $0.receivers.map(recorded)) }
        silences = (mapping["silences"]?.list() ?? []).compactMap {
            Silence($0, feeds: known, groups: groups, vocabulary: vocabulary, surroundings: surroundings)
        }
        let operatorNode = mapping["operators"]?.mapping(keys: ["receivers"])?.required("receivers")
        metrics = mapping["metrics"].flatMap { MetricsConfiguration($0) }
        publish =
            mapping["publish"].map { PublishConfiguration($0, surroundings: surroundings) } ?? PublishConfiguration()
        let operators =
            operatorNode?.names(of: "receiver", known: stated)
            ?? receivers.first { $0.receiver.log?.format == .text }.map { [$0.name] } ?? []
        self.operators = operators.map(recorded)
        Configuration.checkUnique("name", in: feedNodes)
        Configuration.checkIdentities(of: feeds, at: nodesOfFeeds)
        Configuration.checkUnique("name", in: receiverNodes ?? [])
        Configuration.checkPaths(in: receiverNodes ?? [], logs: folder)
        Configuration.checkLogs(receiverNodes ?? [], logs: folder, state: state)
        Configuration.warnOfPages(mapping, folder: publish.folder, state: state, logs: folder)
        Configuration.warnOfDeafRoutes(
            routes, at: routeNodes ?? [], portfolios: portfolios, at: portfolioNodes)
        if operatorNode?.isEmptyList == true {
            operatorNode?.warn("names no receiver, so nobody hears when feeds, documents or receivers are in trouble")
        }
        Configuration.checkUnique("name", in: routeNodes ?? [])
        // A portfolio's list bears its name.
        Configuration.checkUnique("name", in: groupNodes + portfolioNodes)
        Configuration.checkListeners(mapping)
        if routeNodes != nil {
            let reached = Set(routes.flatMap(\.receivers) + operators)
            Configuration.warnOfUnreached(receiverNodes ?? [], reached)
        }
        warnings = node.problems.warnings
    }

    /// Alerts that nobody gets are recorded all the same.
    private static func checkListeners(_ mapping: YAMLMapping) {
        for key in ["receivers", "routes"] where mapping[key]?.isEmptyList == true {
            mapping[key]?.warn(
                "is empty, so readers hear nothing; leave the key out to have alerts.jsonl and alerts.log")
        }
    }

    /// A receiver that was added, and its route forgotten.
    private static func warnOfUnreached(_ receivers: [YAMLNode], _ reached: Set<String>) {
        for node in receivers {
            guard let name = node.member("name"), let text = name.scalar, !reached.contains(text) else { continue }
            let gets = node.member("heartbeat") == nil ? "nothing" : "its heartbeat alone"
            name.warn("no route leads to \"\(text)\", so it gets \(gets); name it in a route's receivers")
        }
    }

    private static func defaultReceivers(_ logs: String) -> [ReceiverConfiguration] {
        [
            ReceiverConfiguration(
                name: "everything", receiver: .logFile(LogFile(path: logs + "/alerts.jsonl", format: .jsonl))),
            ReceiverConfiguration(
                name: "reading", receiver: .logFile(LogFile(path: logs + "/alerts.log", format: .text))),
        ]
    }

    /// The values of a key in all members, also in those that have problems of their own.
    private static func stated(_ key: String, in nodes: [YAMLNode]?) -> [String]? {
        nodes?.compactMap { $0.member(key)?.scalar }
    }

    /// Two receivers of one file would break its chain, however its path is spelt; so would one whose file counts as a
    /// rotated one of another.
    private static func checkPaths(in nodes: [YAMLNode], logs: String) {
        let paths = nodes.compactMap { node in
            node.member("path").flatMap { path in
                path.scalar.map { (node: path, plain: LogFile.absolute($0, logs: logs)) }
            }
        }
        for (index, path) in paths.enumerated() {
            if paths[..<index].contains(where: { $0.plain == path.plain }) {
                path.node.problem("\"\(path.plain)\" is used twice")
            }
            if let other = paths.first(where: { LogFile.isRotated(path.plain, of: $0.plain) }) {
                path.node.problem(
                    "\"\(path.plain)\" is what a rotated file of \"\(other.plain)\" is called; choose another name")
            }
        }
    }

    /// A feed is known by its kind, address and map: two that are equal would tell everything twice.
    private static func checkIdentities(of feeds: [FeedConfiguration], at nodes: [YAMLNode]) {
        // By address: of thousands of feeds few share one.
        var places: [String: [Int]] = [:]
        places.reserveCapacity(feeds.count)
        for ((place, feed), node) in zip(feeds.enumerated(), nodes) {
            defer { places[feed.url, default: []].append(place) }
            guard let first = places[feed.url]?.lazy.map({ feeds[$0] }).first(where: { $0.isSame(as: feed) }) else {
                continue
            }
            (node.member("path") ?? node.member("url") ?? node).problem(
                "\"\(feed.name)\" is the same feed as \"\(first.name)\": kind, address and map are equal; leave one out"
            )
        }
    }

    private static func checkUnique(_ key: String, in nodes: [YAMLNode]) {
        var seen: Set<String> = []
        for node in nodes {
            guard let value = node.member(key), let text = value.scalar else { continue }
            if !seen.insert(text).inserted { value.problem("\"\(text)\" is used twice") }
        }
    }
}

extension Configuration {
    /// The file of the record, where it is one.
    package var historyPath: String { state + "/history.sqlite" }

    /// The folder of the documents that were read.
    package var documentsPath: String { state + "/documents" }

    /// The file that says what the program is at work on.
    package var marksPath: String { state + "/under-way" }

    /// The socket that the running daemon is asked over.
    package var controlPath: String { state + "/control.sock" }
}

/// The part `documents:`: how much is kept of what was read, so that it can be read again.
package struct DocumentsConfiguration: Sendable {
    /// Seconds that a document is kept; 0 keeps none.
    package var keep: Double = 1825 * 86400
    /// Bytes, as compressed, that all of them may take.
    package var most = 2_000_000_000

    init() {}

    init(_ node: YAMLNode) {
        guard let mapping = node.mapping(keys: ["keep", "most"]) else { return }
        keep = mapping["keep"]?.duration() ?? keep
        most = mapping["most"]?.size() ?? most
    }
}

extension YAMLNode {
    /// The absolute path of a folder, which the daemon makes where it is missing.
    func folder(_ surroundings: Surroundings) -> String? {
        guard let path = filePath().map(surroundings.absolute) else { return nil }
        if FileFault.isInTheWay(ofFolder: path) { problem("\(path) is a file; name a folder") }
        return path
    }
}
