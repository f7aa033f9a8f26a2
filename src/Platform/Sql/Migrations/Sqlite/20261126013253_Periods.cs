using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace NoCodeCrm.Platform.Sql.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Periods : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "sys_period_progress",
                columns: table => new
                {
                    form = table.Column<string>(type: "TEXT", nullable: false),
                    basis = table.Column<string>(type: "TEXT", nullable: false),
                    cursor = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sys_period_progress", x => x.form);
                });

            migrationBuilder.CreateTable(
                name: "sys_record_period",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    form = table.Column<string>(type: "TEXT", nullable: false),
                    record_id = table.Column<long>(type: "INTEGER", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    stage = table.Column<string>(type: "TEXT", nullable: true),
                    state = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sys_record_period", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_sys_record_period_form_record_id_valid_from",
                table: "sys_record_period",
                columns: new[] { "form", "record_id", "valid_from" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "sys_period_progress");

            migrationBuilder.DropTable(
                name: "sys_record_period");
        }
    }
}
