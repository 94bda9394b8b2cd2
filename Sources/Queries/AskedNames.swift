package import Configuration
import Inspections
import Reports
import Text

/// The names that questions take, as they are known.
extension Setup {
    package var feedNames: [String] { KnownFeeds(configuration.feeds).all }

    /// The feed of the configuration that a user means; throws where none bears that name.
    package func known(feed: String) throws(UnknownName) -> String {
        try UnknownName.resolving(feed, of: "feed", among: feedNames)
    }

    /// The same, or one that the record alone knows; `nil` for none.
    func known(feed: String?, in archive: Archive?) async throws -> String? {
        guard let feed, try await archive?.knows(feed: feed) != true || feedNames.contains(feed) else { return feed }
        return try known(feed: feed)
    }

    /// The feeds that a name stands for: itself, or those of a feed of several addresses.
    package func members(of feed: String) -> [String] { KnownFeeds(configuration.feeds).members(of: feed) }

    /// The receiver of the configuration that a user means; throws where none bears that name.
    package func known(receiver: String) throws(UnknownName) -> ReceiverConfiguration {
        let names = configuration.receivers.map(\.name)
        let meant = WrittenName.of(receiver, among: names)
        guard let found = configuration.receivers.first(where: { $0.name == meant }) else {
            throw UnknownName(receiver, of: "receiver", known: names)
        }
        return found
    }

    /// The id of an area that is named by its id or as readers know it.
    static func area(_ name: String, among catalogue: FrameworkCatalogue) throws -> String {
        let areas = catalogue.all.flatMap(\.areas)
        let ids = Set(areas.map(\.id)).sorted()
        if let id = WrittenName.of(name, among: ids) { return id }
        guard let readable = WrittenName.of(name, among: areas.map(\.name)),
            let area = areas.first(where: { $0.name == readable })
        else { throw UnknownName(name, of: "area", known: ids, many: KnownNames.inManual) }
        return area.id
    }

    /// The ids of grades that are named by their ids or as they are printed, with commas between them or one by one.
    static func grades(_ names: [String], among catalogue: FrameworkCatalogue) throws -> [String] {
        let ids = Set(catalogue.all.flatMap { Array($0.scale.ranks.keys) + Array($0.scale.names.keys) }).sorted()
        return try names.flatMap { $0.split(separator: ",") }.map {
            try UnknownName.resolving(String($0).trimmed, of: "grade", among: ids, many: KnownNames.inManual)
        }
    }
}
