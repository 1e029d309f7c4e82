// Starts the language server over standard input and output.

using Vale.Server.Loop;

return LanguageServer.Run(Console.OpenStandardInput(), Console.OpenStandardOutput(), Console.Error, new ServerOptions());
