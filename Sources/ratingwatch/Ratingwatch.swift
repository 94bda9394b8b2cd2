import ArgumentParser

@main
struct Ratingwatch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "ratingwatch")
}
