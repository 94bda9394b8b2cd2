import ArgumentParser

struct Silence: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Keeps matching alerts from every receiver for a while.",
        discussion:
            "What is silenced is raised and numbered all the same: `alerts` shows it, `explain` says why it went nowhere.",
        subcommands: [SilenceAdd.self, SilenceList.self, SilenceRemove.self])
}
